/** Section 3.8: message selection. */
package org.petrelmq.conformance.selectors;
