/** Chapter 10: exceptions. */
package org.petrelmq.conformance.exceptions;
