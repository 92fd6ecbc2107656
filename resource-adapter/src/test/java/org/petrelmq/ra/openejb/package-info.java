/** Petrel in OpenEJB, an application server in the JVM of the tests. */
package org.petrelmq.ra.openejb;
