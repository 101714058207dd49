"""What the count misses: lag, nowcast, multiple systems, excess mortality. Arrays in, results with uncertainty out.

Nothing here is ever added to the count. NumPy is enough to import every module; SciPy and Numba come with the extra
``everyname[estimates]`` and are asked for only where they are used.
"""

import os

# The matrices here are small: threads would only wait for one another, and change the last digits from run to run.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
