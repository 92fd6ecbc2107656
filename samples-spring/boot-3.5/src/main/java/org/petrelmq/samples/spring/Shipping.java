package org.petrelmq.samples.spring;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.stereotype.Component;

/** Takes parcels, and looks at what could not be fulfilled. */
@Component
class Shipping {
    private static final Logger LOG = LoggerFactory.getLogger(Shipping.class);

    private final Semaphore shipped = new Semaphore(0);
    private final Semaphore dead = new Semaphore(0);

    @JmsListener(destination = "parcels")
    void ship(String parcel) {
        LOG.info("Shipped: {}", parcel);
        shipped.release();
    }

    @JmsListener(destination = "DLQ")
    void report(String order) {
        LOG.info("Nobody can fulfil: {}", order);
        dead.release();
    }

    /** Waits until so many more were shipped, and so many more are dead. */
    void await(int parcels, int orders, Duration patience) throws InterruptedException {
        if (!shipped.tryAcquire(parcels, patience.toMillis(), TimeUnit.MILLISECONDS)
                || !dead.tryAcquire(orders, patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("There should be more parcels, or more dead orders.");
        }
    }
}
