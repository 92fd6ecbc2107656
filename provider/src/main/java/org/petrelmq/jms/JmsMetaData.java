package org.petrelmq.jms;

import jakarta.jms.ConnectionMetaData;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** What this provider is (JMS 3.1 §6.1.6). The version is the one in the jar's manifest. */
final class JmsMetaData implements ConnectionMetaData {
    static final JmsMetaData INSTANCE = new JmsMetaData();

    private static final String UNPACKAGED = "0.0";

    private JmsMetaData() {}

    @Override
    public String getJMSVersion() {
        return "3.1";
    }

    @Override
    public int getJMSMajorVersion() {
        return 3;
    }

    @Override
    public int getJMSMinorVersion() {
        return 1;
    }

    @Override
    public String getJMSProviderName() {
        return "Petrel";
    }

    @Override
    public String getProviderVersion() {
        String version = JmsMetaData.class.getPackage().getImplementationVersion();
        return version == null ? UNPACKAGED : version;
    }

    @Override
    public int getProviderMajorVersion() {
        return part(0);
    }

    @Override
    public int getProviderMinorVersion() {
        return part(1);
    }

    private int part(int index) {
        String[] parts = getProviderVersion().split("[.-]", -1);
        return index < parts.length && parts[index].matches("[0-9]{1,9}") ? Integer.parseInt(parts[index]) : 0;
    }

    @Override
    public Enumeration<String> getJMSXPropertyNames() {
        return Collections.enumeration(List.of("JMSXDeliveryCount", "JMSXGroupID", "JMSXGroupSeq"));
    }
}
