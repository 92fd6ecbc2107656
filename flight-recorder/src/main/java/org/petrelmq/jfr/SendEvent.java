package org.petrelmq.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A message was sent. */
@Name("org.petrelmq.Send")
@Label("Send")
@Description("A message was sent.")
final class SendEvent extends MessageEvent {}
