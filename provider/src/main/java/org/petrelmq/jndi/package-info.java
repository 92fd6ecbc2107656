/**
 * Petrel's objects in JNDI: {@link org.petrelmq.jndi.PetrelInitialContextFactory} makes a context of connection factories and
 * destinations from properties, {@link org.petrelmq.jndi.PetrelObjectFactory} makes them from references that another naming
 * service holds.
 *
 * <p>May depend on: the root package, jms. Concurrency: contexts are immutable and for any thread.
 */
@NullMarked
package org.petrelmq.jndi;

import org.jspecify.annotations.NullMarked;
