/** What the applications have in common: how a message is written down, and how they make themselves known to the observer. */
@NullMarked
package org.petrelmq.servers.common;

import org.jspecify.annotations.NullMarked;
