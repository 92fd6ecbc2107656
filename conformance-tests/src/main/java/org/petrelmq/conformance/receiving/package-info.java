/** Chapter 8: receiving messages. */
package org.petrelmq.conformance.receiving;
