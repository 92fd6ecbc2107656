package org.petrelmq.samples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.petrelmq.Broker;
import org.petrelmq.DestinationInfo;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

// docs begin: test
@SpringBootTest
@Timeout(60)
class OrderApplicationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    private Shop shop;

    @Autowired
    private Shipping shipping;

    @Autowired
    private Broker broker;

    @Test
    void ordersAreShipped_andWhatNobodyCanFulfilIsDead() throws Exception {
        shop.place("3 anchors");
        shop.place("a dozen ropes");
        shipping.await(1, 1, PATIENCE);
        assertThat(broker.admin().list()).extracting(DestinationInfo::available).containsOnly(0L);
    }
}
// docs end
