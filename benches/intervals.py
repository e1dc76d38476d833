"""Medians over rounds, and how far they can be trusted."""

import math
import random
from statistics import median

# Of a hundred such intervals, so many hold what infinitely many rounds would give, if the rounds did not depend on each other.
# They do a little, since a machine that is busy in one round is often busy in the next: the intervals are rather too narrow.
CONFIDENCE = 0.95

RESAMPLES = 2000


def of_median(values):
    """The interval of a median between two of the values: the ranks that a binomial distribution leaves outside.

    >>> [of_median(range(1, count + 1)) for count in (9, 10, 20, 41)]
    [(2, 8), (2, 9), (6, 15), (14, 28)]
    """
    ordered, count = sorted(values), len(values)
    below, rank = 0.0, 0
    while rank < count // 2:
        below += math.comb(count, rank) / 2**count
        if 2 * below > 1 - CONFIDENCE:
            break
        rank += 1
    rank = max(rank, 1)
    return ordered[rank - 1], ordered[count - rank]


def of_ratio_of_medians(ours, theirs):
    """The interval of one median divided by another: a bootstrap over the rounds, the same each time that it is run.

    >>> of_ratio_of_medians([4, 4, 4], [2, 2, 2])
    (2.0, 2.0)
    """
    chance, count, ratios = random.Random(1), len(ours), []
    for _ in range(RESAMPLES):
        chosen = [int(chance.random() * count) for _ in range(count)]
        ratios.append(median([ours[index] for index in chosen]) / median([theirs[index] for index in chosen]))
    ratios.sort()
    outside = round(RESAMPLES * (1 - CONFIDENCE) / 2)
    return ratios[outside], ratios[-1 - outside]
