/** Chapter 3: the message model. */
package org.petrelmq.conformance.message;
