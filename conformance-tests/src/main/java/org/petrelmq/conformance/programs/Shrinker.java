package org.petrelmq.conformance.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.petrelmq.conformance.programs.Trial.Disagreement;

/**
 * Makes a program that shows a disagreement shorter, by delta debugging: leaves out longer and shorter stretches, together
 * with the steps that then make no sense, lets one connection, session or consumer do the work of two, and simplifies the
 * steps that remain, as long as there is still a disagreement.
 */
final class Shrinker {
    /** So many steps that all pairs of them can be tried. */
    private static final int FEW = 20;

    private final Trial trial;
    private final Set<Ability> abilities;
    private Disagreement best;

    private Shrinker(Trial trial, Set<Ability> abilities, Disagreement found) {
        this.trial = trial;
        this.abilities = abilities;
        this.best = found;
    }

    static Disagreement shrink(Trial trial, Set<Ability> abilities, Disagreement found) throws Exception {
        Shrinker shrinker = new Shrinker(trial, abilities, found);
        List<Step> before;
        do {
            before = shrinker.best.program();
            shrinker.leaveOut();
            shrinker.merge();
            shrinker.leaveOutPairs();
            shrinker.simplify();
        } while (!shrinker.best.program().equals(before));
        return shrinker.best;
    }

    private int size() {
        return best.program().size();
    }

    private void leaveOut() throws Exception {
        int stretch = Math.max(1, size() / 2);
        while (true) {
            boolean shorter = leaveOut(stretch);
            if (stretch == 1 && !shorter) {
                return;
            }
            stretch = Math.max(1, stretch / 2);
        }
    }

    /** From the end, since the steps there are those that nothing depends on. */
    private boolean leaveOut(int stretch) throws Exception {
        int before = size();
        for (int to = size(); to > 0; to = Math.min(to - stretch, size())) {
            List<Step> candidate = new ArrayList<>(best.program());
            candidate.subList(Math.max(0, to - stretch), to).clear();
            attempt(candidate);
        }
        return size() < before;
    }

    /** Two steps that make sense only together, such as stop and start. */
    private void leaveOutPairs() throws Exception {
        if (size() > FEW) {
            return;
        }
        for (int second = size() - 1; second > 0; second--) {
            for (int first = second - 1; first >= 0 && second < size(); first--) {
                List<Step> candidate = new ArrayList<>(best.program());
                candidate.remove(second);
                candidate.remove(first);
                attempt(candidate);
            }
        }
    }

    /** Again from the start after each merge that shortens, since the program then has others to offer. */
    private void merge() throws Exception {
        boolean merged;
        do {
            merged = mergeOne();
        } while (merged);
    }

    private boolean mergeOne() throws Exception {
        int before = size();
        for (Merge merge : Merge.of(best.program())) {
            attempt(merge.apply(best.program()));
            if (size() < before) {
                return true;
            }
        }
        return false;
    }

    private void simplify() throws Exception {
        for (int i = 0; i < size(); i++) {
            for (Step simpler : Simpler.than(best.program().get(i))) {
                List<Step> candidate = new ArrayList<>(best.program());
                candidate.set(i, simpler);
                if (attempt(candidate)) {
                    break;
                }
            }
        }
    }

    private boolean attempt(List<Step> candidate) throws Exception {
        List<Step> sensible = sensible(candidate);
        Disagreement found = sensible.isEmpty() ? null : trial.run(sensible);
        return found != null && accept(found);
    }

    private boolean accept(@Nullable Disagreement found) {
        if (found == null || found.program().size() > size()) {
            return false;
        }
        best = found;
        return true;
    }

    /** The steps that make sense after those before them. */
    private List<Step> sensible(List<Step> steps) {
        Model model = new Model();
        Rules rules = new Rules(model, abilities);
        List<Step> sensible = new ArrayList<>();
        for (Step step : steps) {
            if (rules.allow(step)) {
                model.perform(step);
                sensible.add(step);
            }
        }
        return sensible;
    }
}
