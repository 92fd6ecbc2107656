package org.petrelmq.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A message has expired. */
@Name("org.petrelmq.Expire")
@Label("Expire")
@Description("A message has expired.")
final class ExpireEvent extends MessageEvent {}
