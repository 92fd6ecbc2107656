package org.petrelmq.samples;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

/** What {@link WarehouseTest} tests: each order becomes a parcel, in one transaction. */
final class Warehouse implements AutoCloseable {
    private final JMSContext jms;

    Warehouse(ConnectionFactory factory) {
        jms = factory.createContext(JMSContext.SESSION_TRANSACTED);
        jms.createConsumer(jms.createQueue("orders")).setMessageListener(this::pack);
    }

    private void pack(Message order) {
        try {
            String article = order.getBody(String.class);
            if (article.isBlank()) {
                throw new IllegalArgumentException("Nothing was ordered.");
            }
            jms.createProducer()
                    .setProperty("weight", article.length())
                    .send(jms.createQueue("parcels"), "Parcel with " + article);
            jms.commit();
        } catch (JMSException | IllegalArgumentException e) {
            jms.rollback();
        }
    }

    @Override
    public void close() {
        jms.close();
    }
}
