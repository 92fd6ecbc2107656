package org.petrelmq.crash.worker;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.XAConnectionFactory;
import org.petrelmq.PetrelConnectionFactory;
import org.petrelmq.PetrelXAConnectionFactory;

/** The provider that is put to the test. */
public interface Peer extends AutoCloseable {
    /** Makes connections. */
    ConnectionFactory connections();

    /** Makes connections for distributed transactions. */
    XAConnectionFactory distributed();

    @Override
    void close();

    /** Petrel, on a broker with a URL. It closes with its last connection. */
    static Peer petrel(String url) {
        return new Peer() {
            @Override
            public ConnectionFactory connections() {
                return new PetrelConnectionFactory(url);
            }

            @Override
            public XAConnectionFactory distributed() {
                return new PetrelXAConnectionFactory(url);
            }

            @Override
            public void close() {}
        };
    }
}
