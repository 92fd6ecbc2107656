package org.petrelmq.client;

import org.petrelmq.message.Body;
import org.petrelmq.message.Headers;
import org.petrelmq.message.NamedValues;

/** A message about to be sent, as its facade freezes it: later changes of the facade do not reach what was frozen. */
public interface Outgoing {

    /** What the application said. */
    Headers headers();

    /** The properties. */
    NamedValues properties();

    /** The body. */
    Body body();
}
