package org.petrelmq.conformance.programs;

/** A provider that programs run on. */
interface Target {
    /** Begins a program: nothing of an earlier one is left. */
    Ground begin() throws Exception;

    /** Where one program runs. */
    interface Ground {
        /** The provider, through one of its two APIs. */
        Api api();

        /** Makes a name of a queue, topic or subscription the program's own. */
        String unique(String name);

        /** Lets time pass on the provider's clock. */
        void advance(long millis);

        /** The time at which the program began; 0 if the provider's clock is not known. */
        long beganAt();

        /** How long a message that has to come may take, in milliseconds; 0 if it has to be there already. */
        long patienceMillis();

        /** Ends the program, after checking what the provider can tell about itself when all is closed. */
        void end() throws Exception;
    }
}
