/**
 * The selector language of JMS 3.1 §3.8.1: text is parsed once into a {@link org.petrelmq.selector.Selector}, which then
 * matches messages, seen as a {@link org.petrelmq.selector.PropertySource}, by three-valued logic.
 *
 * <p>Start with {@link org.petrelmq.selector.Selector}; the language is {@code Lexer} → {@code Parser} → {@code
 * Expression}.
 *
 * <p>May depend on: nothing. Concurrency: selectors are immutable, so any thread may evaluate one.
 *
 * <p>This package is part of the engine SPI and may change until 1.0.
 */
@NullMarked
package org.petrelmq.selector;

import org.jspecify.annotations.NullMarked;
