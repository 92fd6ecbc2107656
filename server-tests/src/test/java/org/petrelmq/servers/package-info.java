/** Starts application servers, deploys what is built here, and drives it with HTTP: {@link org.petrelmq.servers.ServerTest}. */
@NullMarked
package org.petrelmq.servers;

import org.jspecify.annotations.NullMarked;
