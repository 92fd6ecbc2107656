package org.petrelmq.store.journal;

/**
 * How large files are.
 *
 * @param first bytes of the first segment
 * @param largest where doubling ends; only a group that needs more gets more
 * @param reserve bytes of the file that is used when the disk is full; 0 for none
 * @param ahead segments of so many bytes or more are made while the one before them is filled
 */
record Sizes(int first, int largest, int reserve, int ahead) {}
