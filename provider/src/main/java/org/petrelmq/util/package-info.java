/**
 * The very few things with no home in a room: who may still register ({@link org.petrelmq.util.CloseScope}), what time it
 * is ({@link org.petrelmq.util.TimeSource}), and what falls due when ({@link org.petrelmq.util.TimerWheel}).
 *
 * <p>May depend on: nothing. Concurrency: stated by each class.
 */
@NullMarked
package org.petrelmq.util;

import org.jspecify.annotations.NullMarked;
