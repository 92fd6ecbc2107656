/**
 * Petrel in a Spring Boot application: a broker, its connection factory, health and metrics. One jar for Spring Boot 3.5 and 4.1: what
 * moved between them is named by strings, or has a small class for each.
 *
 * <p>Start reading with {@link org.petrelmq.spring.PetrelAutoConfiguration}. May depend on: the provider's {@code org.petrelmq}, the
 * API, Spring. Concurrency: configuration runs on the thread that starts the context; health and metrics are read by any thread.
 */
@NullMarked
package org.petrelmq.spring;

import org.jspecify.annotations.NullMarked;
