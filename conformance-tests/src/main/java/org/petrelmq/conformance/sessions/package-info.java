/** Section 6.2: sessions, what they make, their order, their acknowledgement and their transactions. */
package org.petrelmq.conformance.sessions;
