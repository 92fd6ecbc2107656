/** The application that stays: it looks at the JVM while the others and the resource adapter come and go, and knows no JMS. */
@NullMarked
package org.petrelmq.servers.observer;

import org.jspecify.annotations.NullMarked;
