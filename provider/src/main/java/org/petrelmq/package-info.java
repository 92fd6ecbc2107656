/**
 * Petrel, a Jakarta Messaging 3.1 provider that lives inside the JVM: what an application names.
 *
 * <p>{@link org.petrelmq.PetrelConnectionFactory} is the way in for any JMS code; {@link org.petrelmq.Broker} opens a broker
 * with {@link org.petrelmq.BrokerOptions}, administers and closes it; {@link org.petrelmq.RequestReply} asks and answers over
 * any provider; {@link org.petrelmq.VirtualClock} moves time in tests.
 *
 * <p>This package wires the rooms together: it may depend on all of them but jndi. Concurrency: everything public here may be
 * used by many threads, except builders.
 */
@NullMarked
package org.petrelmq;

import org.jspecify.annotations.NullMarked;
