/** Chapter 4: queues and topics, their semantics and the interfaces of each domain. */
package org.petrelmq.conformance.domains;
