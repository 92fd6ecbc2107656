/**
 * What happens to messages, as events of the JVM's flight recorder. The provider finds {@link org.petrelmq.jfr.JfrObserver} when a
 * broker is opened with the option {@code flightRecorder}.
 *
 * <p>May depend on: the provider's engine and message. Concurrency: stateless.
 */
@NullMarked
package org.petrelmq.jfr;

import org.jspecify.annotations.NullMarked;
