/** Petrel's resource adapter for Jakarta EE application servers. */
module org.petrelmq.resourceadapter {
    requires org.petrelmq.provider;
    requires transitive jakarta.resource;
    requires transitive java.transaction.xa;
    requires java.desktop; // java.beans, of an exception of the API
    requires java.naming;
    requires static transitive org.jspecify;

    exports org.petrelmq.ra;
}
