/** The application that sends and receives when it is told to with HTTP: the fields of its classes are the container's to set. */
package org.petrelmq.servers.probe;
