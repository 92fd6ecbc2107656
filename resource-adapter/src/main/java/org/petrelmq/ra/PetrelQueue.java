package org.petrelmq.ra;

import java.io.Serial;
import org.petrelmq.jms.JmsQueue;

/** A queue that an application server is configured with: property {@code physicalName}. */
@SuppressWarnings("exports") // that the base class is the facade's is no matter of whoever configures it
public final class PetrelQueue extends JmsQueue {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Made by the application server, which then sets the name. */
    public PetrelQueue() {
        super("");
    }

    /**
     * The name that the broker knows.
     *
     * @return empty until it is set
     */
    public String getPhysicalName() {
        return toString();
    }

    /**
     * Sets the name that the broker knows.
     *
     * @param physicalName not empty
     * @throws IllegalArgumentException if it is empty
     */
    public void setPhysicalName(String physicalName) {
        if (physicalName.isEmpty()) {
            throw new IllegalArgumentException("The physicalName of a queue must not be empty.");
        }
        setName(physicalName);
    }
}
