/**
 * The resource adapter (Jakarta Connectors 2.1): Petrel inside a Jakarta EE application server.
 *
 * <p>Start reading at {@link org.petrelmq.ra.PetrelResourceAdapter}, which keeps the broker open. Out of the server go {@link
 * org.petrelmq.ra.PetrelManagedConnectionFactory} and the managed connection: it hands out connections of the facade that every
 * other application has, each a new one, and has their sessions work for the server's transaction. Into the server go the
 * activations, one for each message-driven bean, whose endpoints take messages on threads of the server's work manager.
 *
 * <p>It depends on the facade's rooms {@code jms} and {@code client} and on nothing behind the engine's SPI. It has no thread of
 * its own but where a server has no timer to give. Everything but the configured beans may be called by any thread of the server.
 */
@NullMarked
package org.petrelmq.ra;

import org.jspecify.annotations.NullMarked;
