package org.petrelmq;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What became of each message of a test: every one whose send came about is settled once or still there, every other one is
 * neither, and no two deliveries of one look the same. Thread-safe.
 */
final class Ledger {
    /** The property that makes a message one of the ledger's. */
    static final String ID = "id";

    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Set<String> uncertain = ConcurrentHashMap.newKeySet();
    private final Set<String> perishable = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> settled = new ConcurrentHashMap<>();
    private final Set<String> deliveries = ConcurrentHashMap.newKeySet();
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();

    /** Its send came about. */
    void sent(Collection<String> ids) {
        sent.addAll(ids);
    }

    /** It may expire. */
    void perishable(String id) {
        perishable.add(id);
    }

    /** Nobody can tell whether its send or its receipt came about. */
    void uncertain(Collection<String> ids) {
        uncertain.addAll(ids);
    }

    /** It was shown to the application; returns its ID. */
    String delivered(Message message) throws JMSException {
        String id = message.getStringProperty(ID);
        int count = message.getIntProperty("JMSXDeliveryCount");
        if (message.getJMSRedelivered() != count > 1) {
            problems.add(id + " is delivery " + count + " and marked " + message.getJMSRedelivered());
        }
        if (!deliveries.add(id + " " + count)) {
            problems.add(id + " came twice as delivery " + count);
        }
        return id;
    }

    /** It was acknowledged or its receipt committed. */
    void settled(Collection<String> ids) {
        ids.forEach(id -> settled.merge(id, 1, Integer::sum));
    }

    int settled() {
        return settled.size();
    }

    int sent() {
        return sent.size();
    }

    /** What is not as it should be, when these are still there. */
    List<String> problems(List<String> left) {
        List<String> all = new ArrayList<>(problems);
        Set<String> ids = new TreeSet<>(sent);
        ids.addAll(settled.keySet());
        ids.addAll(left);
        for (String id : ids) {
            long there = left.stream().filter(id::equals).count();
            long times = settled.getOrDefault(id, 0) + there;
            boolean mayBeGone = uncertain.contains(id) || perishable.contains(id);
            boolean mayBe = sent.contains(id) || uncertain.contains(id);
            if (times > 1 || (times == 0 && !mayBeGone) || (times > 0 && !mayBe)) {
                all.add(id + (sent.contains(id) ? " was sent, " : " was not sent, ") + "settled "
                        + settled.getOrDefault(id, 0) + " times, and is there " + there + " times");
            }
        }
        return all;
    }
}
