/** The application with message-driven beans. What they receive is asked for with HTTP. */
package org.petrelmq.servers.listeners;
