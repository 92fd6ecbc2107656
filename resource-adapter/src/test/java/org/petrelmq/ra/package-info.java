/** Tests of the resource adapter: against a server of the tests' own, which can be stepped, and in OpenEJB. */
package org.petrelmq.ra;
