package org.petrelmq.ra;

import jakarta.resource.spi.ManagedConnectionMetaData;
import org.jspecify.annotations.Nullable;
import org.petrelmq.PetrelConnectionFactory;

/**
 * What a connection is to.
 *
 * @param user whose it is; null for nobody's
 */
record ConnectionMetaData(@Nullable String user) implements ManagedConnectionMetaData {

    @Override
    public String getEISProductName() {
        return "Petrel";
    }

    @Override
    public String getEISProductVersion() {
        String version = PetrelConnectionFactory.class.getPackage().getImplementationVersion();
        return version == null ? "" : version;
    }

    /** No limit but the broker's. */
    @Override
    public int getMaxConnections() {
        return 0;
    }

    @Override
    public String getUserName() {
        return user == null ? "" : user;
    }
}
