package org.petrelmq.spring;

import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.arjuna.common.recoveryPropertyManager;
import com.arjuna.ats.arjuna.recovery.RecoveryManager;
import com.arjuna.ats.internal.arjuna.recovery.AtomicActionRecoveryModule;
import com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule;
import com.arjuna.ats.jta.common.jtaPropertyManager;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import jakarta.jms.ConnectionFactory;
import jakarta.transaction.TransactionManager;
import java.util.List;
import org.jboss.narayana.jta.jms.ConnectionFactoryProxy;
import org.jboss.narayana.jta.jms.JmsXAResourceRecoveryHelper;
import org.jboss.narayana.jta.jms.TransactionHelperImpl;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jms.XAConnectionFactoryWrapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.jta.JtaTransactionManager;

/** Narayana as the transaction manager of an application, as docs/spring.md shows it. */
// docs begin: xa
@Configuration(proxyBeanMethods = false)
class XaConfiguration {
    @Bean
    TransactionManager narayana(@Value("${shop.node}") String node, @Value("${shop.transaction-log}") String directory)
            throws CoreEnvironmentBeanException {
        BeanPopulator.getDefaultInstance(ObjectStoreEnvironmentBean.class).setObjectStoreDir(directory);
        for (String store : List.of("stateStore", "communicationStore")) {
            BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store)
                    .setObjectStoreDir(directory);
        }
        arjPropertyManager.getCoreEnvironmentBean().setNodeIdentifier(node);
        jtaPropertyManager.getJTAEnvironmentBean().setXaRecoveryNodes(List.of(node));
        return com.arjuna.ats.jta.TransactionManager.transactionManager();
    }

    @Bean
    JtaTransactionManager transactionManager(TransactionManager narayana) {
        return new JtaTransactionManager(com.arjuna.ats.jta.UserTransaction.userTransaction(), narayana);
    }

    /** What a killed process left prepared is ended: at the start, when the factory is known, and every two minutes. */
    @Bean(destroyMethod = "terminate")
    RecoveryManager recoveryManager(
            TransactionManager narayana, XARecoveryModule resources, ConnectionFactory jmsConnectionFactory) {
        recoveryPropertyManager
                .getRecoveryEnvironmentBean()
                .setRecoveryModules(List.of(new AtomicActionRecoveryModule(), resources));
        RecoveryManager recovery = RecoveryManager.manager(RecoveryManager.INDIRECT_MANAGEMENT);
        recovery.initialize();
        return recovery;
    }

    @Bean
    XARecoveryModule xaRecoveryModule() {
        return new XARecoveryModule();
    }

    /** The starter gives its XA connection factory to this; sessions of what comes back join the transaction of their thread. */
    @Bean
    XAConnectionFactoryWrapper xaConnectionFactoryWrapper(TransactionManager narayana, XARecoveryModule resources) {
        return factory -> {
            resources.addXAResourceRecoveryHelper(new JmsXAResourceRecoveryHelper(factory));
            return new ConnectionFactoryProxy(factory, new TransactionHelperImpl(narayana));
        };
    }
}
// docs end
