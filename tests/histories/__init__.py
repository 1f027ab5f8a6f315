"""Random histories of people, channels and notes, and what everybody saw of them: nobody sees what is not theirs."""
