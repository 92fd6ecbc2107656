package org.petrelmq.servers.probe;

import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Transactions that the container manages. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class Transactions {
    @Resource
    private SessionContext container;

    /** Work that is part of a transaction. */
    @FunctionalInterface
    public interface Work {
        /** Does it, and gives an answer. */
        String run() throws Exception;
    }

    /** Runs work in a transaction that is committed. */
    public String commit(Work work) throws Exception {
        return work.run();
    }

    /** Runs work in a transaction that is rolled back. */
    public String rollBack(Work work) throws Exception {
        String answer = work.run();
        container.setRollbackOnly();
        return answer;
    }
}
