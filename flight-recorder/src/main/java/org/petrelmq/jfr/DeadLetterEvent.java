package org.petrelmq.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A message was delivered too often. */
@Name("org.petrelmq.DeadLetter")
@Label("Dead letter")
@Description("A message was delivered too often.")
final class DeadLetterEvent extends MessageEvent {
    @Label("Deliveries")
    int deliveries;
}
