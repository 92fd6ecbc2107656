/** Tests of the starter. They run with Spring Boot 3.5 here and with Spring Boot 4 in the module {@code boot-4}, on the same classes. */
package org.petrelmq.spring;
