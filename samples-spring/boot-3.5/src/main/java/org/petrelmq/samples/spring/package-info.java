/**
 * An application with Spring Boot 3.5 that takes orders: nothing is configured for its broker but what is in {@code
 * application.properties}. Start reading with {@link org.petrelmq.samples.spring.OrderApplication}.
 */
@NullMarked
package org.petrelmq.samples.spring;

import org.jspecify.annotations.NullMarked;
