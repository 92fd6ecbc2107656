package org.petrelmq.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A message was handed to a consumer. */
@Name("org.petrelmq.Deliver")
@Label("Deliver")
@Description("A message was handed to a consumer.")
final class DeliverEvent extends MessageEvent {
    @Label("JMSXDeliveryCount")
    int count;
}
