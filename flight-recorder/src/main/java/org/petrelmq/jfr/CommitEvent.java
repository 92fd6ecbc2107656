package org.petrelmq.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A transaction was committed. */
@Name("org.petrelmq.Commit")
@Label("Commit")
@Description("A transaction was committed.")
@Category("Petrel")
@StackTrace(false)
final class CommitEvent extends jdk.jfr.Event {
    @Label("Broker")
    @Nullable
    String broker;

    @Label("Messages sent")
    int sent;

    @Label("Messages consumed")
    int consumed;
}
