/** What a run of the suite found, as data, and as JSON and HTML. */
@NullMarked
package org.petrelmq.conformance.report;

import org.jspecify.annotations.NullMarked;
