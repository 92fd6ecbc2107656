/** Chapter 11: the facilities for application servers, distributed transactions and connection consumers. */
package org.petrelmq.conformance.appserver;
