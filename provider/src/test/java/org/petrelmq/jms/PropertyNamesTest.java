package org.petrelmq.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.jms.JMSException;
import org.junit.jupiter.api.Test;

class PropertyNamesTest {

    @Test
    void require_identifiers_areTaken() throws JMSException {
        for (String name :
                new String[] {"a", "_", "$1", "größe", "\ud835\udcb3", "a\ud835\udcb3b", "JMS_Vendor", "JMSXGroupID"}) {
            assertThat(PropertyNames.require(name)).isEqualTo(name);
        }
    }

    @Test
    void require_others_areRefused() {
        for (String name : new String[] {
            "1a", "a b", "a.b", "\ud83d\udc26", "a\ud83d\udc26", "\ud835", "iN", "JMSXOther", "JMSType"
        }) {
            assertThatExceptionOfType(JMSException.class).as(name).isThrownBy(() -> PropertyNames.require(name));
        }
    }

    @Test
    void isCarried_ofOtherProviders_leavesOutWhatTheySet() {
        assertThat(PropertyNames.isCarried("colour")).isTrue();
        assertThat(PropertyNames.isCarried("JMS_Other_thing")).isTrue();
        assertThat(PropertyNames.isCarried("JMSXGroupSeq")).isTrue();
        assertThat(PropertyNames.isCarried("JMSXDeliveryCount")).isFalse();
        assertThat(PropertyNames.isCarried("JMSXUserID")).isFalse();
    }
}
