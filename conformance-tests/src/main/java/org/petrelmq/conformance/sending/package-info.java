/** Chapter 7: sending messages. */
package org.petrelmq.conformance.sending;
