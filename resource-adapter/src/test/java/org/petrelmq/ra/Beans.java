package org.petrelmq.ra;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;

/** A message-driven bean of the tests: what its onMessage does, and whether it has transactions of the container. */
final class Beans implements MessageEndpointFactory {
    private static final AtomicInteger XIDS = new AtomicInteger(1_000);

    private final boolean transacted;
    final List<String> received = new CopyOnWriteArrayList<>();
    final List<Boolean> redelivered = new CopyOnWriteArrayList<>();
    final AtomicInteger endpoints = new AtomicInteger();
    final AtomicInteger released = new AtomicInteger();
    volatile Consumer<Message> body = message -> {};
    volatile boolean rollbackOnly;
    volatile boolean unavailable;
    volatile RuntimeException faultBefore;
    volatile RuntimeException faultAfter;
    volatile boolean noListener;

    private Beans(boolean transacted) {
        this.transacted = transacted;
    }

    static Beans transacted() {
        return new Beans(true);
    }

    static Beans notTransacted() {
        return new Beans(false);
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource xa) throws UnavailableException {
        if (unavailable) {
            throw new UnavailableException("The application is not ready.");
        }
        endpoints.incrementAndGet();
        return noListener ? new NoListener() : new Endpoint(xa);
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource xa, long timeout) throws UnavailableException {
        return createEndpoint(xa);
    }

    @Override
    public boolean isDeliveryTransacted(Method method) {
        return transacted;
    }

    @Override
    public String getActivationName() {
        return "bean";
    }

    @Override
    public Class<?> getEndpointClass() {
        return Endpoint.class;
    }

    private void throwOnce(RuntimeException fault) {
        if (fault != null) {
            faultBefore = null;
            faultAfter = null;
            throw fault;
        }
    }

    /** Of another type of message listener. */
    private static final class NoListener implements MessageEndpoint {
        @Override
        public void beforeDelivery(Method method) {
            throw new AssertionError("No message is for it.");
        }

        @Override
        public void afterDelivery() {
            throw new AssertionError("No message is for it.");
        }

        @Override
        public void release() {
            // It has nothing.
        }
    }

    private final class Endpoint implements MessageEndpoint, MessageListener {
        private final XAResource xa;
        private TestXid xid;
        private boolean failed;

        Endpoint(XAResource xa) {
            this.xa = xa;
        }

        @Override
        public void beforeDelivery(Method method) throws ResourceException {
            failed = false;
            throwOnce(faultBefore);
            if (transacted) {
                xid = new TestXid(XIDS.incrementAndGet());
                try {
                    xa.start(xid, XAResource.TMNOFLAGS);
                } catch (XAException e) {
                    throw new ResourceException(e);
                }
            }
        }

        @Override
        public void onMessage(Message message) {
            try {
                received.add(message.getBody(String.class));
                redelivered.add(message.getJMSRedelivered());
                body.accept(message);
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            } catch (RuntimeException e) {
                failed = true;
                throw e;
            }
        }

        @Override
        public void afterDelivery() throws ResourceException {
            end();
            throwOnce(faultAfter);
        }

        private void end() throws ResourceException {
            if (transacted) {
                try {
                    xa.end(xid, XAResource.TMSUCCESS);
                    if (failed || rollbackOnly) {
                        xa.rollback(xid);
                    } else {
                        xa.commit(xid, true);
                    }
                } catch (XAException e) {
                    throw new ResourceException(e);
                }
            }
        }

        @Override
        public void release() {
            released.incrementAndGet();
        }
    }
}
