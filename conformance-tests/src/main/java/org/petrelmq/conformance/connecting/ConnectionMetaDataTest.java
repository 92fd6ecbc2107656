package org.petrelmq.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.ConnectionMetaData;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 6.1.6. */
@ConformanceTest
class ConnectionMetaDataTest {

    private static List<String> jmsxNames(ConnectionMetaData metaData) throws JMSException {
        List<String> names = new ArrayList<>();
        for (Object name : Collections.list((Enumeration<?>) metaData.getJMSXPropertyNames())) {
            names.add((String) name);
        }
        return names;
    }

    @Test
    @Spec("6.1.6")
    @DisplayName("The metadata of a connection says that the provider supports version 3.1 of Jakarta Messaging.")
    void jmsVersion_isThatOfTheSpecification(Jms jms) throws JMSException {
        ConnectionMetaData metaData = jms.connection().getMetaData();
        assertThat(metaData.getJMSVersion()).isEqualTo("3.1");
        assertThat(metaData.getJMSMajorVersion()).isEqualTo(3);
        assertThat(metaData.getJMSMinorVersion()).isEqualTo(1);
    }

    @Test
    @Spec("6.1.6")
    @DisplayName("The metadata of a connection has the provider's name and version.")
    void providerNameAndVersion_areThere(Jms jms) throws JMSException {
        ConnectionMetaData metaData = jms.connection().getMetaData();
        assertThat(metaData.getJMSProviderName()).isNotBlank();
        assertThat(metaData.getProviderVersion()).isNotBlank();
        assertThat(metaData.getProviderMajorVersion()).isNotNegative();
        assertThat(metaData.getProviderMinorVersion()).isNotNegative();
    }

    @Test
    @Spec("6.1.6")
    @DisplayName(
            "The JMSX properties in the metadata include those that every provider supports: JMSXGroupID, JMSXGroupSeq and JMSXDeliveryCount.")
    void jmsxPropertyNames_includeMandatoryOnes(Jms jms) throws JMSException {
        assertThat(jmsxNames(jms.connection().getMetaData()))
                .contains("JMSXGroupID", "JMSXGroupSeq", "JMSXDeliveryCount");
    }

    @Test
    @Spec("3.5.9")
    @DisplayName("The JMSX property names in the metadata are names that the specification defines, each once.")
    void jmsxPropertyNames_areDefinedOnes(Jms jms) throws JMSException {
        assertThat(jmsxNames(jms.connection().getMetaData()))
                .doesNotHaveDuplicates()
                .isSubsetOf(
                        "JMSXUserID",
                        "JMSXAppID",
                        "JMSXDeliveryCount",
                        "JMSXGroupID",
                        "JMSXGroupSeq",
                        "JMSXProducerTXID",
                        "JMSXConsumerTXID",
                        "JMSXRcvTimestamp",
                        "JMSXState");
    }

    @Test
    @Spec("6.1.6")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("All objects that represent a connection provide the same metadata.")
    void metaData_ofEveryApi_isTheSame(Jms jms) throws JMSException {
        ConnectionMetaData expected = jms.connection().getMetaData();
        ConnectionMetaData[] others = {
            jms.queueConnection().getMetaData(),
            jms.topicConnection().getMetaData(),
            jms.context().getMetaData()
        };
        for (ConnectionMetaData metaData : others) {
            assertThat(metaData.getJMSVersion()).isEqualTo(expected.getJMSVersion());
            assertThat(metaData.getJMSProviderName()).isEqualTo(expected.getJMSProviderName());
            assertThat(metaData.getProviderVersion()).isEqualTo(expected.getProviderVersion());
            assertThat(jmsxNames(metaData)).containsExactlyInAnyOrderElementsOf(jmsxNames(expected));
        }
    }
}
