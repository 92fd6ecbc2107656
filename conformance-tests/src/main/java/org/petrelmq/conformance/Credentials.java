package org.petrelmq.conformance;

/** The credentials that a provider with {@link Feature#AUTHENTICATION} accepts. */
public final class Credentials {
    /** The user name. */
    public static final String USER = "conformance";

    /** The password. */
    public static final String PASSWORD = "open sesame";

    private Credentials() {}
}
