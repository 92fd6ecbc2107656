package org.petrelmq.core;

import org.jspecify.annotations.Nullable;

/**
 * Who sends or subscribes.
 *
 * @param connection the connection's number
 * @param clientId its client ID, or null
 */
record Origin(long connection, @Nullable String clientId) {}
