/** Chapter 5 and section 6.1: administered objects and connections. */
package org.petrelmq.conformance.connecting;
