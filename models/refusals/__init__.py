"""What Reckoner declines to do, each as the sentence the person reads; gathered by `base.Refusal`."""
