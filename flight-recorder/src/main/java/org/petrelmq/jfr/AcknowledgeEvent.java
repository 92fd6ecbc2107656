package org.petrelmq.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A message was acknowledged, other than by a commit. */
@Name("org.petrelmq.Acknowledge")
@Label("Acknowledge")
@Description("A message was acknowledged, other than by a commit.")
final class AcknowledgeEvent extends MessageEvent {}
